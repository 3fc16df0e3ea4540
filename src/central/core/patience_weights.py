"""Weights of `patience.features`: written by `scripts/train_patience.py`, never by hand."""

from __future__ import annotations

_TABLE = """
aberta:+1.21 acena:-0.47 agradece:-0.96 continua:+0.34 correcao:-0.19 espera:+0.73 fim=:+0.04 fim=!:-0.96 fim=#:-0.91
fim=?:-0.76 lugar=0:-0.05 lugar=1:-0.42 lugar=2:-0.55 lugar=3:-0.96 maiuscula:-0.75 numero:+0.19 palavras=0:-0.16
palavras=1:+0.23 palavras=2:+0.38 palavras=3:-0.06 palavras=4:-0.52 palavras=5:-0.82 palavras=6:-0.78 palavras=7:-0.11
palavras=8:-0.57 pede:-0.35 pergunta:-1.18 pergunta&fim=:-0.84 pergunta&fim=?:-0.28 pergunta&palavras=1:-0.16
pergunta&palavras=2:-0.58 pergunta&palavras=3:-0.67 pergunta&palavras=4:+0.05 pergunta&palavras=5:-0.22 primeira=1:+0.59
primeira=2:+0.07 primeira=a:-0.08 primeira=aceita:-0.01 primeira=achei:+0.12 primeira=ah:+0.05 primeira=ainda:-0.15
primeira=amei:+0.11 primeira=aquele:+0.09 primeira=aqui:+0.27 primeira=ate:-0.14 primeira=boa:+0.04 primeira=bom:+0.12
primeira=cade:-0.47 primeira=chega:+0.60 primeira=chegou:+0.20 primeira=com:-0.22 primeira=como:-0.29
primeira=comprei:-0.02 primeira=da:+0.33 primeira=de:-0.43 primeira=deixa:+0.05 primeira=desculpa:+0.42
primeira=do:-0.09 primeira=dura:-0.42 primeira=e:-0.24 primeira=ele:+0.28 primeira=em:+0.12 primeira=entao:-0.04
primeira=entendi:+0.22 primeira=entrega:+0.37 primeira=esse:+0.24 primeira=eu:+0.24 primeira=faz:+0.18
primeira=fica:-0.15 primeira=frete:+0.20 primeira=funciona:+0.01 primeira=gostaria:+0.13 primeira=gostei:+0.60
primeira=isso:-0.20 primeira=ja:+0.11 primeira=k:+0.25 primeira=mais:-0.10 primeira=manda:-0.05 primeira=mas:+0.40
primeira=me:-0.11 primeira=meu:+0.65 primeira=minha:+0.52 primeira=moca:+0.52 primeira=moro:+0.20 primeira=muito:-0.32
primeira=nao:+0.06 primeira=no:-0.16 primeira=o:-0.38 primeira=obrigada:+0.37 primeira=oi:+0.17 primeira=ok:+0.04
primeira=ola:-0.12 primeira=olha:+0.24 primeira=onde:-0.19 primeira=opa:-0.22 primeira=paguei:+0.14
primeira=parcela:+0.55 primeira=pode:-0.24 primeira=por:+0.21 primeira=posso:+0.20 primeira=pra:-0.24
primeira=preciso:-0.12 primeira=preco:-0.28 primeira=preto:+0.52 primeira=qual:+0.25 primeira=quando:+0.07
primeira=quanto:+0.22 primeira=que:-0.21 primeira=queria:-0.19 primeira=quero:+0.26 primeira=se:+0.22
primeira=serve:-0.18 primeira=sim:+0.54 primeira=so:+0.08 primeira=sou:+0.55 primeira=ta:+0.17 primeira=tamanho:+0.35
primeira=te:-0.35 primeira=tem:+0.27 primeira=tenho:+0.16 primeira=tipo:+0.14 primeira=to:+0.19 primeira=tudo:+0.46
primeira=um:+0.45 primeira=uma:+0.24 primeira=valor:+0.10 primeira=vcs:+0.04 primeira=veio:-0.15 primeira=vem:-0.21
primeira=vi:+0.26 primeira=visto:+0.30 primeira=voces:+0.12 primeira=vou:-0.24 saudacao:+0.31 saudacao+:-0.70
saudacao?:-0.13 saudacao_depois:+0.12 tamanho=0:+0.77 tamanho=1:+0.64 tamanho=2:+0.14 tamanho=3:-0.46 tamanho=4:-1.20
tamanho=5:-0.86 tamanho=6:-0.64 tem=0:-0.52 tem=1:+0.55 tem=10:-0.37 tem=100:-0.27 tem=2:+0.20 tem=3:-0.28 tem=30:-0.16
tem=36:-0.14 tem=38:+0.08 tem=40:-0.46 tem=42:+0.07 tem=44:-0.09 tem=50:+0.39 tem=90:+0.14 tem=a:-0.39 tem=aceita:-0.01
tem=achei:+0.05 tem=agora:+0.15 tem=aguardo:-0.51 tem=ah:+0.05 tem=ai:-0.86 tem=ainda:-0.61 tem=ajuda:-0.41
tem=alguem:+0.30 tem=amanha:-0.58 tem=amei:-0.06 tem=amiga:+0.40 tem=anos:+0.22 tem=anuncio:-0.07 tem=aquele:+0.09
tem=aqui:+0.02 tem=ate:+0.19 tem=avisa:-0.19 tem=azul:+0.12 tem=bege:+0.13 tem=bem:+0.24 tem=boa:+0.12 tem=bolsa:-0.11
tem=bom:-0.40 tem=brinde:-0.41 tem=cabelo:+0.33 tem=cade:-0.47 tem=cancelar:+0.01 tem=caro:-0.01 tem=cartao:-0.51
tem=casa:+0.01 tem=catalogo:-0.40 tem=cep:+0.08 tem=chave:-0.31 tem=chega:+0.18 tem=chegar:-0.11 tem=chegou:-0.15
tem=cinta:-0.50 tem=claro:-0.12 tem=coisa:+0.70 tem=com:+0.29 tem=como:-0.30 tem=compra:-0.32 tem=comprar:-0.29
tem=comprei:-0.09 tem=compro:-0.29 tem=comprovante:+0.01 tem=conjunto:-0.26 tem=cor:+0.33 tem=cores:+0.04
tem=creme:-0.13 tem=custa:+0.36 tem=da:-0.24 tem=de:-0.28 tem=deixa:+0.05 tem=dela:-0.18 tem=demora:+0.11
tem=depois:+0.02 tem=desconto:+0.41 tem=desculpa:+0.42 tem=desse:-0.27 tem=dia:+0.31 tem=dias:+0.48 tem=do:-0.37
tem=dois:-0.37 tem=dura:-0.42 tem=duvida:+0.13 tem=e:-0.07 tem=ela:+0.47 tem=ele:-0.05 tem=em:-0.30 tem=endereco:-0.28
tem=entao:-0.04 tem=entendi:+0.19 tem=entrega:-0.41 tem=entregam:+0.62 tem=errado:-0.51 tem=essa:-0.43 tem=esse:-0.35
tem=eu:+0.73 tem=faco:+0.04 tem=falar:+0.35 tem=favor:-0.22 tem=faz:+0.23 tem=fazer:-0.23 tem=fica:+0.31 tem=fiz:+0.16
tem=foto:+0.17 tem=frete:+0.42 tem=funciona:-0.02 tem=g:-0.13 tem=garantia:-0.44 tem=gostaria:+0.34 tem=gostei:-0.16
tem=grande:+0.29 tem=hoje:-0.52 tem=indica:-0.19 tem=informacoes:-0.30 tem=instagram:+0.13 tem=interesse:+0.21
tem=isso:-0.22 tem=ja:+0.07 tem=k:-0.06 tem=kit:-0.14 tem=lindo:+0.25 tem=link:-0.04 tem=loja:-0.17 tem=m:-0.26
tem=mae:+0.20 tem=mais:-0.79 tem=manda:-0.31 tem=mandar:-0.10 tem=mandei:+0.14 tem=marido:+0.71 tem=mas:+0.30
tem=me:-0.45 tem=mes:-0.07 tem=mesmo:-0.20 tem=meu:+0.43 tem=mim:-0.32 tem=minha:+0.90 tem=moca:+0.30 tem=moro:+0.21
tem=muito:-0.54 tem=na:+0.05 tem=nada:+0.19 tem=nao:-0.37 tem=ne:-0.11 tem=ninguem:+0.08 tem=no:+0.31 tem=noite:-0.07
tem=nome:+0.48 tem=nota:-0.16 tem=o:+0.29 tem=obrigada:+0.22 tem=oi:+0.17 tem=ok:+0.04 tem=ola:-0.12 tem=olha:+0.24
tem=onde:-0.26 tem=ontem:-0.31 tem=opa:-0.22 tem=ou:-0.23 tem=outra:+0.56 tem=outro:+0.06 tem=p:-0.06 tem=pagar:+0.38
tem=pago:-0.46 tem=paguei:+0.25 tem=para:-0.18 tem=parcela:+0.40 tem=passa:-0.15 tem=pedido:-0.18 tem=pele:+0.56
tem=pelo:+0.04 tem=pensar:-0.12 tem=perfume:-0.22 tem=pix:-0.19 tem=pode:-0.16 tem=por:-0.15 tem=porque:-0.16
tem=posso:+0.15 tem=pra:-0.35 tem=prazo:-0.41 tem=precisa:-0.07 tem=preciso:-0.12 tem=preco:-0.10 tem=presente:+0.23
tem=preta:-0.01 tem=preto:+0.18 tem=produto:-0.04 tem=promocao:-0.20 tem=qual:-0.11 tem=quando:-0.07 tem=quantas:+0.08
tem=quanto:-0.15 tem=quantos:-0.03 tem=que:-0.02 tem=quem:-0.22 tem=querer:+0.13 tem=queria:-0.06 tem=quero:-0.73
tem=recebi:-0.27 tem=responde:-0.40 tem=robo:+0.32 tem=rosa:+0.02 tem=sabado:+0.10 tem=saber:+0.73 tem=sai:+0.16
tem=sao:-0.24 tem=se:+0.15 tem=sei:+0.16 tem=sem:-0.12 tem=semana:+0.50 tem=ser:+0.34 tem=sera:+0.29 tem=serve:-0.21
tem=servir:+0.27 tem=sim:-0.30 tem=site:+0.60 tem=so:-0.01 tem=sobre:+0.10 tem=sou:+0.69 tem=ta:-0.31 tem=tamanho:-0.41
tem=tarde:-0.16 tem=te:-0.35 tem=tem:-0.08 tem=tempo:+0.18 tem=tenho:+0.19 tem=tenis:+0.14 tem=tipo:+0.14 tem=to:+0.08
tem=trabalho:-0.09 tem=trocar:-0.01 tem=tudo:+0.33 tem=um:+0.17 tem=uma:+1.25 tem=unidades:-0.42 tem=usa:-0.07
tem=usar:+0.16 tem=usei:+0.60 tem=vai:-0.11 tem=valor:+0.15 tem=vc:-0.31 tem=vcs:-0.16 tem=veio:-0.09 tem=vem:-0.33
tem=ver:-0.09 tem=vermelho:-0.18 tem=vestido:+0.48 tem=vezes:-0.28 tem=vi:+0.51 tem=video:-0.26 tem=vim:-0.14
tem=vista:-0.13 tem=visto:+0.30 tem=voce:-0.11 tem=voces:+0.08 tem=vou:-0.25 tudo:-0.44 ultima=100:-0.07 ultima=3:-0.32
ultima=38:-0.57 ultima=40:-0.37 ultima=agora:+0.08 ultima=aguardo:-0.51 ultima=ai:-0.58 ultima=ajuda:-0.32
ultima=amei:+0.11 ultima=anos:+0.29 ultima=anuncio:+0.61 ultima=aqui:+0.18 ultima=azul:+0.16 ultima=bege:+0.14
ultima=bem:-0.20 ultima=bom:-0.06 ultima=cancelar:+0.08 ultima=caro:+0.13 ultima=cartao:-0.46 ultima=chega:-0.07
ultima=chegou:-0.17 ultima=coisa:+0.77 ultima=comprar:+0.40 ultima=comprei:-0.25 ultima=comprovante:+0.01
ultima=creme:+0.02 ultima=custa:-0.57 ultima=de:+0.49 ultima=desconto:-0.20 ultima=dia:+0.43 ultima=dois:-0.37
ultima=duvida:+0.13 ultima=e:+0.02 ultima=entao:+0.20 ultima=entendi:+0.19 ultima=entrega:-0.31 ultima=errado:-0.51
ultima=esse:-0.49 ultima=eu:+0.26 ultima=favor:-0.22 ultima=fica:+0.81 ultima=foto:-0.03 ultima=frete:-0.21
ultima=funciona:-0.47 ultima=g:-0.07 ultima=garantia:-0.34 ultima=gostei:-0.39 ultima=grande:+0.02 ultima=hoje:-0.17
ultima=interesse:+0.22 ultima=isso:-0.02 ultima=k:-0.06 ultima=kit:+0.24 ultima=lindo:+0.42 ultima=link:+0.12
ultima=loja:-0.26 ultima=m:-0.14 ultima=mae:+0.24 ultima=manda:-0.13 ultima=marido:+0.71 ultima=mas:-0.06
ultima=mesmo:-0.54 ultima=moca:+0.47 ultima=muito:+0.58 ultima=nada:-0.27 ultima=nao:+0.88 ultima=ne:-0.09
ultima=noite:+0.23 ultima=o:+0.54 ultima=obrigada:+0.51 ultima=oi:+0.65 ultima=ok:+0.23 ultima=ola:-0.05
ultima=olha:+0.40 ultima=ontem:-0.24 ultima=opa:+0.06 ultima=outro:-0.30 ultima=paguei:+0.32 ultima=pedido:+0.37
ultima=pensar:-0.12 ultima=perfume:+0.29 ultima=pix:-0.03 ultima=pode:+0.54 ultima=pra:+0.32 ultima=preco:-0.65
ultima=presente:+0.35 ultima=preto:-0.34 ultima=produto:-0.05 ultima=quanto:-0.36 ultima=que:+0.60 ultima=querer:+0.13
ultima=queria:+0.40 ultima=quero:-0.27 ultima=recebi:-0.27 ultima=responde:-0.33 ultima=rosa:+0.25 ultima=saber:+1.00
ultima=se:+0.40 ultima=sei:+0.21 ultima=ser:+0.46 ultima=sim:+0.63 ultima=ta:-0.65 ultima=tamanho:-0.02
ultima=tarde:+0.32 ultima=tem:-0.26 ultima=tenho:+0.08 ultima=trocar:+0.12 ultima=um:-0.35 ultima=unidades:-0.38
ultima=usa:+0.01 ultima=valor:+0.01 ultima=vc:-0.21 ultima=vcs:+0.18 ultima=vem:+0.22 ultima=ver:-0.12
ultima=vermelho:-0.09 ultima=vestido:+0.54 ultima=vi:+0.13 ultima=video:-0.01 ultima=voces:-0.37
"""

WEIGHTS = {name: float(weight) for name, _, weight in (entry.rpartition(":") for entry in _TABLE.split())}
